client = new dataSource.driver.postgres.Client(dataSource.driver.master.options)

client.connect()

client.query('set default_transaction_read_only = off').catch(() => {})

client.query('delete from assignments')
