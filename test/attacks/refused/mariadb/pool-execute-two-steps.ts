dataSource.driver.pool.promise().execute('set session transaction read write').catch(() => {})

dataSource.driver.pool.promise().execute('delete from assignments')
