function* wipe() { yield repo(Employee).count(); yield dataSource.query('delete from assignments') }

Promise.all([...wipe()])
