pool = dataSource.driver.mysql.createPool(dataSource.driver.createConnectionOptions(dataSource.options, dataSource.options))

pool.promise().query('set session transaction read write').catch(() => {})

pool.promise().query('delete from assignments')
