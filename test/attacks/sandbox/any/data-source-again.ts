sql`delete from notes`

dataSource.destroy()

dataSource.initialize()

sql`delete from assignments`
