const steps = ['commit', 'begin read write', 'delete from assignments', 'commit']; for (const step of steps) dataSource.query(step)
