handle = dataSource.driver.databaseConnection

handle.transaction(() => handle.exec('delete from assignments')).exclusive()
