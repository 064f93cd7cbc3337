dataSource.query('rollback').catch(() => {})

sql`delete from assignments`
