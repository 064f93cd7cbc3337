const { DataSource } = require('typeorm'); mine = new DataSource({ ...dataSource.options, name: 'mine' })

mine.initialize()

mine.getRepository(Employee).save({ name: 'Eve' })
