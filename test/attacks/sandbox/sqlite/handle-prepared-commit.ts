handle = dataSource.driver.databaseConnection

handle.prepare('delete from assignments').run()

handle.prepare('commit').run()
