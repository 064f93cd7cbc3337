new Promise((done, failed) => dataSource.driver.pool.query('set session transaction read write').on('error', failed).on('end', done))
