connection = await dataSource.driver.pool.promise().getConnection()

connection.beginTransaction()

connection.query('delete from assignments')

connection.commit()
