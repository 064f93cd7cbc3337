dataSource.query(`select query_to_xml('select lo' || '_export(1001, ''${outside}'')', true, false, '')`)
