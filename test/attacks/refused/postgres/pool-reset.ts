dataSource.driver.master.query('reset default_transaction_read_only').catch(() => {})

dataSource.driver.master.query('delete from assignments')
