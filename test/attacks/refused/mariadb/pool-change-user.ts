connection = await dataSource.driver.pool.promise().getConnection()

connection.changeUser({})

connection.query('delete from assignments')
