sql`explain delete from assignments`

dataSource.driver.databaseConnection.prepare('explain query plan delete from assignments').all(), dataSource.driver.databaseConnection.prepare('delete from assignments').all()
