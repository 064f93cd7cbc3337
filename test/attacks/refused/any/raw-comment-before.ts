dataSource.query('/* select */ -- select\n delete from assignments')
