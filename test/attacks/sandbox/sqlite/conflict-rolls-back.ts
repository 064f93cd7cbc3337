// SQLite itself ends the transaction: what comes after must not be kept.
sql`delete from notes`

dataSource.query('insert or rollback into employees (id) values (1)').catch(() => {})

dataSource.query('delete from assignments').catch(() => {})

manager.save(Employee, { name: 'Eve' })
