const steps = ['set default_transaction_read_only = off', 'commit', 'delete from assignments', 'commit']; for (const step of steps) dataSource.query(step)
