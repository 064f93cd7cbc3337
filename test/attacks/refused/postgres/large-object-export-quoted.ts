dataSource.query(`select "lo_export"(1001, '${outside}')`)
