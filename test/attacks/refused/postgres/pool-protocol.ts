client = await dataSource.driver.master.connect()

client.connection.query('begin read write; delete from assignments; commit')
