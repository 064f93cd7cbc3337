// gives: "Uri Lee"
dataSource.driver.pool.promise().execute('select name from employees where id = ?', [1])[0][0].name
