dataSource.driver.pool.promise().query('select set_writable()').catch(() => {})

dataSource.driver.pool.promise().query('delete from assignments')
