dataSource.driver.databaseConnection.unsafeMode(true)

dataSource.driver.databaseConnection.exec('pragma writable_schema = on; delete from sqlite_schema')
