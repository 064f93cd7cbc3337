const steps = ['set tx_read_only = 0', 'commit', 'delete from assignments', 'commit']; for (const step of steps) dataSource.query(step)
