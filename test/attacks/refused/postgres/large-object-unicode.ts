// silent: it is in a transaction that is never kept
dataSource.query(`select U&"lo\\005fcreate"(4712)`)

dataSource.query('commit')
