const steps = ['lock tables assignments write', 'delete from assignments']; for (const step of steps) dataSource.query(step)
