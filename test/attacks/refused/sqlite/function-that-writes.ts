dataSource.driver.databaseConnection.function('wipe', () => dataSource.driver.databaseConnection.exec('delete from assignments'))

sql`select wipe()`
