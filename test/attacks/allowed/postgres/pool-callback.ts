// gives: 4
new Promise((done, failed) => dataSource.driver.master.query('select * from employees', (error, result) => error ? failed(error) : done(result.rows.length)))
