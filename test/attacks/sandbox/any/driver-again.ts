dataSource.driver.connect()

sql`delete from assignments`

dataSource.transaction((manager) => manager.delete(Note, 1))
