// silent: it is in a transaction that is never kept
client = await dataSource.driver.master.connect()

client.query('begin')

client.query('select make_large_object()')

client.query('/* */ commit')
