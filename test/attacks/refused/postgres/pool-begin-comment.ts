client = await dataSource.driver.master.connect()

client.query('begin isolation level serializable, -- read only\n read write').catch(() => {})

client.query('begin -- mine')

client.query('delete from assignments')
