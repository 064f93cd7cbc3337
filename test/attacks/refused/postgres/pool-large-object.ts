// silent: it is in a transaction that is never kept
dataSource.driver.master.query('select make_large_object()')
