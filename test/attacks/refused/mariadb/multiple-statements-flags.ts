const { DataSource } = require('typeorm'); mine = new DataSource({ ...dataSource.options, flags: ['+MULTI_STATEMENTS', 'MULTI_STATEMENTS'], extra: { multipleStatements: true } })

mine.initialize()

mine.driver.pool.promise().query("set sql_mode = 'NO_BACKSLASH_ESCAPES'; select '\\'; set session transaction read write; delete from assignments; -- '")
