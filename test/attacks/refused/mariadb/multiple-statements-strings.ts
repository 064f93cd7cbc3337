const { DataSource } = require('typeorm'); mine = new DataSource({ ...dataSource.options, extra: { multipleStatements: true } })

mine.initialize()

runner = mine.createQueryRunner()

runner.query("set sql_mode = 'NO_BACKSLASH_ESCAPES'")

runner.query("select '\\'; set session transaction read write; delete from assignments; -- '").catch(() => {})

runner.query('delete from assignments')
