connection = await dataSource.driver.pool.promise().getConnection()

statement = await connection.prepare('delete from assignments')

connection.query('select set_writable()').catch(() => {})

statement.execute()
