sql`delete from assignments`

dataSource.query('select 1; commit')
