// gives: 2
client = await dataSource.driver.master.connect()

client.query('begin')

found = client.query('select * from projects where id > $1', [0]).rows.length

client.query('commit'); client.release(); found
