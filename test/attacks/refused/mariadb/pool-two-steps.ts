dataSource.driver.pool.promise().query('set session transaction read write').catch(() => {})

dataSource.driver.pool.promise().query('delete from assignments')
