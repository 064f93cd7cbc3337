const { DataSource } = require('typeorm'); mine = new DataSource({ ...dataSource.options })

mine.initialize()

mine.query('delete from assignments')
