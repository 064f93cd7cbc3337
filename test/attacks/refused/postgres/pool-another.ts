pool = new dataSource.driver.master.constructor({ ...dataSource.driver.master.options, verify: undefined, options: '-c default_transaction_read_only=off' })

pool.query('delete from assignments')
