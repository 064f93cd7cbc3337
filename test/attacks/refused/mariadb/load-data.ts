dataSource.query(`load data infile '${outside}' into table projects`)
