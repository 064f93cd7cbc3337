dataSource.query(`vacuum into '${outside}'`)
