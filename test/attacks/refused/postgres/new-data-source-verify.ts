const { DataSource } = require('typeorm'); mine = new DataSource({ ...dataSource.options, extra: { verify: (client, done) => client.query('set default_transaction_read_only = off', done) } })

mine.initialize()

mine.query('delete from assignments')
