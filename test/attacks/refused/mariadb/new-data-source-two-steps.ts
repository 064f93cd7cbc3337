const { DataSource } = require('typeorm'); mine = new DataSource({ ...dataSource.options })

mine.initialize()

runner = mine.createQueryRunner()

runner.query('set session transaction read write').catch(() => {})

runner.query('delete from assignments')
