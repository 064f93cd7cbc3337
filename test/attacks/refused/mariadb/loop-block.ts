dataSource.query('for i in 1..1 do commit; delete from assignments; end for')
