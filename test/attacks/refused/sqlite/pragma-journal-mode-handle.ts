// silent: SQLite answers with the mode that it stays in
dataSource.driver.databaseConnection.pragma('journal_mode = WAL')
