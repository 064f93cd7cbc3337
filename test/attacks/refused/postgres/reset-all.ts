const steps = ['reset all', 'commit', 'delete from assignments', 'commit']; for (const step of steps) dataSource.query(step)
