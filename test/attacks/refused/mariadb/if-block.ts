dataSource.query('if 1 then commit; delete from assignments; end if')
