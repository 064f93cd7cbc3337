const { DataSource } = require('typeorm'); mine = new DataSource({ ...dataSource.options, readonly: false, extra: {} })

mine.initialize()

mine.transaction((manager) => manager.delete(Assignment, { id: 1 }))
