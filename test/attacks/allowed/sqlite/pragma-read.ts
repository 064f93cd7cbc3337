// gives: [{"foreign_keys":1}]
dataSource.driver.databaseConnection.pragma('foreign_keys')
