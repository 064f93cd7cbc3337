const { DataSource } = require('typeorm'); mine = new DataSource({ ...dataSource.options, extra: { options: '-c default_transaction_read_only=off' } })

mine.initialize()

mine.query('delete from assignments')
