handle = dataSource.driver.databaseConnection

handle.exec('create temp table planted (id)')

handle.backup(dataSource.options.database, { attached: 'temp' })
