// silent: it is in a transaction that is never kept
dataSource.query("select query_to_xml('select lo' || '_create(4714)', true, false, '')").catch(() => {})

dataSource.query('commit')
