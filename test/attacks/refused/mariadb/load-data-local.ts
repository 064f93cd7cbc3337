dataSource.query(`load data local infile '/etc/hostname' into table projects (title)`)
