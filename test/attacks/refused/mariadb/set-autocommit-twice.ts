const steps = ['set @x = 1, @@session.autocommit = 0', 'set @@autocommit = 1', 'delete from assignments']; for (const step of steps) dataSource.query(step)
