handle = dataSource.driver.databaseConnection

handle.exec('delete from notes')

require('better-sqlite3').prototype.exec.call(handle, 'delete from assignments; commit')
