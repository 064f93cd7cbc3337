dataSource.driver.pool.promise().query('delete from assignments')
