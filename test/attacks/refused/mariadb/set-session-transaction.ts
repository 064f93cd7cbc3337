const steps = ['set session transaction read write', 'commit', 'delete from assignments', 'commit']; for (const step of steps) dataSource.query(step)
