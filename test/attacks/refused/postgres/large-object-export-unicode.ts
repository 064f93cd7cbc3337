dataSource.query(`select U&"lo!005fexport" uescape '!' (1001, '${outside}')`)
