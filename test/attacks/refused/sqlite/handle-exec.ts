dataSource.driver.databaseConnection.exec('delete from assignments')
