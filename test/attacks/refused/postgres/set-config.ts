dataSource.query("select set_config('default_transaction_read_only', 'off', false)")

dataSource.query('commit')

dataSource.query('delete from assignments')
