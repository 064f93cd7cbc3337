connection = await dataSource.driver.pool.promise().getConnection()

connection.query('start transaction read write').catch(() => {})

connection.query('delete from assignments')
