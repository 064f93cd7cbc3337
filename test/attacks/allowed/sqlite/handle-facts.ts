// gives: [true,true,false]
handle = dataSource.driver.databaseConnection

[handle.readonly, handle.open, handle.inTransaction]
