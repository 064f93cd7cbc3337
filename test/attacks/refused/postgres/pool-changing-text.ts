const { Client } = require('pg'); client = await dataSource.driver.master.connect()

const query = new Client.Query('select 1'); let asked = 0; Object.defineProperty(query, 'text', { get: () => (asked++ ? 'begin read write' : 'select 1') }); new Promise((done, failed) => { query.on('error', failed); client.query(query); query.on('end', () => failed(new Error('read-only, it is hoped'))) })

client.query('delete from assignments')
