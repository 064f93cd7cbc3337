dataSource.query(`attach '${dataSource.options.database}' as other`)

sql`delete from other.assignments`
