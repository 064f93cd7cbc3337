mine = new (Object.getPrototypeOf(dataSource.driver.databaseConnection).constructor)(dataSource.options.database)

mine.exec('delete from assignments')
