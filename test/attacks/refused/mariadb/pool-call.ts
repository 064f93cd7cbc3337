dataSource.driver.pool.promise().query('call wipe_and_commit()')
