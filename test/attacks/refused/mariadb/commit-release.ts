const steps = ['commit release', 'delete from assignments']; for (const step of steps) dataSource.query(step)
