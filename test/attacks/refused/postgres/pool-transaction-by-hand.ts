client = await dataSource.driver.master.connect()

client.query('begin read write').catch(() => {})

client.query('delete from assignments')

client.query('commit')
