mine = new dataSource.driver.databaseConnection.constructor(dataSource.options.database, { timeout: 10 })

mine.exec('delete from assignments')
