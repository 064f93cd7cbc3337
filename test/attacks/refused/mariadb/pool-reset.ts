connection = await dataSource.driver.pool.promise().getConnection()

connection.reset()

connection.query('delete from assignments')
