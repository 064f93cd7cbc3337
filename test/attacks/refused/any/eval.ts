eval("dataSource.query('delete from assignments')")
