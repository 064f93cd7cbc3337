handle = dataSource.driver.databaseConnection

mine = new handle.constructor(dataSource.options.database)

mine.exec('delete from assignments')
