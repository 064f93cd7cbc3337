mine = new dataSource.driver.sqlite(dataSource.options.database, { timeout: 10 })

mine.exec('delete from assignments')
