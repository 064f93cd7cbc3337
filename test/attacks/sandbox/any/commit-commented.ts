sql`delete from assignments`

dataSource.query('/* x */ -- y\n commit')

dataSource.query('; commit').catch(() => {})

dataSource.query('commit;')
