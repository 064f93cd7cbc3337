client = await dataSource.driver.master.connect()

const { Client } = require('pg'); Client.prototype.query.call(client, 'begin read write; delete from assignments; commit')
