dataSource.query('select $a$ x $a$; delete from assignments')
