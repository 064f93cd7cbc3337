dataSource.options.readonly = false; dataSource.driver.options.readonly = false

mine = dataSource.driver.createDatabaseConnection()

mine.exec('delete from assignments')
