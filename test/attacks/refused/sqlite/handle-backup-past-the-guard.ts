handle = dataSource.driver.databaseConnection

handle.exec('create temp table planted (id)')

require('better-sqlite3').prototype.backup.call(handle, dataSource.options.database, { attached: 'temp' })
