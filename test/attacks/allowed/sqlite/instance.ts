// gives: true
dataSource.driver.databaseConnection instanceof require('better-sqlite3')
