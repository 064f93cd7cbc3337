dataSource.driver.databaseConnection.prepare('delete from assignments').run()
