dataSource.query('begin not atomic delete from assignments; commit; end')
