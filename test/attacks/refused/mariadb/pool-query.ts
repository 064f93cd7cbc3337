new Promise((done, failed) => dataSource.driver.pool.query('delete from assignments', (error, result) => error ? failed(error) : done(result)))
