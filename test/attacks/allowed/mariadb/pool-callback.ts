// gives: 2
new Promise((done, failed) => dataSource.driver.pool.query('select * from projects', (error, rows) => error ? failed(error) : done(rows.length)))
