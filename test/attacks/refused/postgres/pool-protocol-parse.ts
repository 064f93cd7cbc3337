client = await dataSource.driver.master.connect()

client.connection.parse({ text: 'begin read write' })
