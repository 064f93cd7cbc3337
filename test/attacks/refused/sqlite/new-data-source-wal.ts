// silent: SQLite says nothing of a mode that stays
const { DataSource } = require('typeorm'); mine = new DataSource({ ...dataSource.options, readonly: false, enableWAL: true })

mine.initialize()
