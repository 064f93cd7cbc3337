dataSource.query(`select load_extension('${outside}')`)
