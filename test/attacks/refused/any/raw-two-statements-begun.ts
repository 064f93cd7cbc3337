dataSource.query('begin; delete from assignments; commit')
