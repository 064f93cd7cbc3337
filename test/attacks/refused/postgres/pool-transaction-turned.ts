client = await dataSource.driver.master.connect()

client.query('begin')

client.query('set transaction read write').catch(() => {})

client.query('delete from assignments')
