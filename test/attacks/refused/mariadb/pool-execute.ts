dataSource.driver.pool.promise().execute('delete from assignments where id > ?', [0])
