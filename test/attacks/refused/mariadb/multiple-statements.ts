const { DataSource } = require('typeorm'); mine = new DataSource({ ...dataSource.options, multipleStatements: true })

mine.initialize()

mine.query('set session transaction read write; delete from assignments')
