// gives: ["on","serializable"]
client = await dataSource.driver.master.connect()

client.query('begin isolation level serializable;')

found = [client.query('show transaction_read_only').rows[0].transaction_read_only, client.query('show transaction_isolation').rows[0].transaction_isolation]

client.query('commit'); client.release(); found
