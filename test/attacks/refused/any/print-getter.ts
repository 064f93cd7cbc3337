// silent: it is printed
({ get value() { dataSource.query('delete from assignments').catch(() => {}); return 1 } })
