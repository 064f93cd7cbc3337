dataSource.driver.master.query('set default_transaction_read_only = off')

dataSource.driver.master.query('delete from assignments')
