handle = dataSource.driver.databaseConnection

handle.exec('delete from assignments')

handle.exec('commit')
