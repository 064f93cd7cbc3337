dataSource.query('/* shut */ reset master')
