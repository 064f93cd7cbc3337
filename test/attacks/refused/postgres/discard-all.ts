const steps = ['commit', 'discard all', 'delete from assignments']; for (const step of steps) dataSource.query(step).catch((error) => { if (step !== 'discard all') throw error })
