dataSource.query(`vacuum into '${dataSource.options.database}'`)
