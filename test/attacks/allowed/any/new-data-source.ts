// gives: 4
const { DataSource } = require('typeorm'); mine = new DataSource({ ...dataSource.options })

mine.initialize()

found = mine.getRepository(Employee).count()

mine.destroy()

found
