const { DataSource } = require('typeorm'); mine = new DataSource({ ...dataSource.options })

mine.initialize()

mine.query('begin read write; delete from assignments; commit')
