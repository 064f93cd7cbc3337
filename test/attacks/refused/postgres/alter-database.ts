dataSource.query(`alter database "${dataSource.driver.database}" set default_transaction_read_only = off`)
