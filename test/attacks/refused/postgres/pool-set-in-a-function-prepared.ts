client = await dataSource.driver.master.connect()

client.query({ name: 'x', text: 'select set_writable()' }).catch(() => {})

client.query({ name: 'y', text: 'delete from assignments where id > $1', values: [0] })
