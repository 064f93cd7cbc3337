const { DataSource } = require('typeorm'); mine = new DataSource({ ...dataSource.options, prepareDatabase: (handle) => handle.exec('delete from assignments') })

mine.initialize()
