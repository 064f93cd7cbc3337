mine = dataSource.driver.createDatabaseConnection()

mine.exec('delete from assignments')
