// gives: 4
new Promise((done, failed) => { let seen = 0; dataSource.driver.pool.query('select * from employees').stream().on('data', () => seen++).on('error', failed).on('end', () => done(seen)) })
