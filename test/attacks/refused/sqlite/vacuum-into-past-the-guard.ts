// The class's own method, on what the driver holds.
handle = dataSource.driver.databaseConnection

require('better-sqlite3').prototype.exec.call(handle, `vacuum into '${outside}'`)
