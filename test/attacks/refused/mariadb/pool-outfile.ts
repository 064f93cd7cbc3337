dataSource.driver.pool.promise().query(`select 1 into outfile '${outside}'`)
