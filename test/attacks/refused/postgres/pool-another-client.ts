pool = new dataSource.driver.postgres.Pool({ ...dataSource.driver.master.options, onConnect: (client) => client.query('set default_transaction_read_only = off') })

pool.query('delete from assignments')
