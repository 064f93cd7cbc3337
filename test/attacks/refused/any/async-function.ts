async function wipe() { await Employee.count(); await dataSource.query('delete from assignments') }

wipe()
