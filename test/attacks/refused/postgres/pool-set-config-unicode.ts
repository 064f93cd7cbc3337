dataSource.driver.master.query(`select U&"set\\005fconfig"('default_transaction_read_only', 'off', false)`)

dataSource.driver.master.query('delete from assignments')
