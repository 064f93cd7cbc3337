dataSource.query('do $$ begin delete from assignments; commit; end $$')
