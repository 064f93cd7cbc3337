dataSource.query('x: begin not atomic commit; delete from assignments; end x')
