const steps = ['start transaction read write', 'delete from assignments', 'commit']; for (const step of steps) dataSource.query(step)
