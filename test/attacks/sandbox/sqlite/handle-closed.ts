handle = dataSource.driver.databaseConnection

handle.exec('delete from assignments')

handle.close()

sql`delete from notes`
