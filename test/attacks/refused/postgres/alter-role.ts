dataSource.query('alter role current_user set default_transaction_read_only = off')
