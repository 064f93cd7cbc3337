mine = new dataSource.driver.sqlite()

mine.prepare('attach ? as other').run(dataSource.options.database)

mine.exec('delete from other.assignments')
