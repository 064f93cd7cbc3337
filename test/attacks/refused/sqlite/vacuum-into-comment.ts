dataSource.query(`vacuum /* */ main -- \n into '${outside}'`)
