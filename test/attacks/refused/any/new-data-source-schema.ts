const { DataSource } = require('typeorm'); mine = new DataSource({ ...dataSource.options, dropSchema: true, synchronize: true })

mine.initialize()
