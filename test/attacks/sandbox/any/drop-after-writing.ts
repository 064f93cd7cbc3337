sql`delete from notes`

dataSource.query('drop table assignments').catch(() => {})
