const { Client } = require('pg'); client = await dataSource.driver.master.connect()

client.query(new Client.Query('set default_transaction_read_only = off')).then?.(() => {})

client.query(new Client.Query('delete from assignments'), (error) => { throw error })
