// gives: 4
dataSource.driver.pool.promise().query('select * from employees')[0].length
