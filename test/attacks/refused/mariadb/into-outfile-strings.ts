sql`set sql_mode = 'NO_BACKSLASH_ESCAPES'`; dataSource.query(`select '\\' into outfile '${outside}' -- '`)
