client = await dataSource.driver.master.connect()

new Promise((done, failed) => { client.connection.once('errorMessage', failed); client.connection.once('readyForQuery', done); client.connection.query('begin read write; delete from assignments; commit') })
