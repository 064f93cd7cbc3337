dataSource.query(`select 'x' into dumpfile '${outside}'`)
