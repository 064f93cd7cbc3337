client = await dataSource.driver.master.connect()

const { Client } = require('pg'); client._queryQueue.push(new Client.Query('begin read write; delete from assignments; commit')); client._pulseQueryQueue()
