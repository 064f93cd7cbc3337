const steps = ['commit', 'set transaction read write', 'delete from assignments', 'commit']; for (const step of steps) dataSource.query(step)
