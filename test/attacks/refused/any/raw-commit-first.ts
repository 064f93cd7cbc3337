dataSource.query('commit; delete from assignments')
