dataSource.query('begin not atomic commit; set session transaction read write; delete from assignments; commit; end')
