dataSource.query(`attach 'file:${dataSource.options.database}?mode=rwc' as other`)

sql`delete from other.assignments`
