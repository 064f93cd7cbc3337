// gives: 4
connection = await dataSource.driver.pool.promise().getConnection()

connection.beginTransaction()

found = connection.query('select * from employees')[0].length

connection.commit(); connection.release(); found
