client = new dataSource.driver.master.Client(dataSource.driver.master.options)

client.connect()

client.query('delete from assignments')
