const steps = ['start transaction', 'delete from assignments', 'commit']; for (const step of steps) dataSource.query(step)
