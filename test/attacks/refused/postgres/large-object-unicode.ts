dataSource.query(`select U&"lo\\005fcreate"(4712)`)
