handle = dataSource.driver.databaseConnection

handle.transaction(() => handle.prepare('delete from assignments').run()).immediate()
