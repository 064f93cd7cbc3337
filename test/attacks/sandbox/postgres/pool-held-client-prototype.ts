dataSource.query('delete from assignments'); const { Client } = require('pg'); for (const client of dataSource.driver.master._clients) Client.prototype.query.call(client, 'commit')
