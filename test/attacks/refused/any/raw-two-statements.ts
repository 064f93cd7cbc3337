dataSource.query('select 1; delete from assignments')
