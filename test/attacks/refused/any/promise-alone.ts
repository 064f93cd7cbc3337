void dataSource.query('delete from assignments')
