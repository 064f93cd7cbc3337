handle = dataSource.driver.databaseConnection

copy = handle.constructor(handle.serialize())

copy.exec('delete from assignments')

copy.backup(dataSource.options.database)
