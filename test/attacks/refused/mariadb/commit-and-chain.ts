const steps = ['commit and chain', 'delete from assignments', 'commit']; for (const step of steps) dataSource.query(step)
