new Promise((done, failed) => dataSource.driver.pool.query('delete from assignments').on('error', failed).on('end', done))
