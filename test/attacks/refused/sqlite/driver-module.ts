mine = new dataSource.driver.sqlite(dataSource.options.database)

mine.exec('delete from assignments')
