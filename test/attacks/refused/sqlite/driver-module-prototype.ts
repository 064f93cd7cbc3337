mine = new dataSource.driver.sqlite.prototype.constructor(dataSource.options.database)

mine.exec('delete from assignments')
