handle = dataSource.driver.databaseConnection

handle.prepare('delete from assignments').database.exec('delete from assignments; commit')
