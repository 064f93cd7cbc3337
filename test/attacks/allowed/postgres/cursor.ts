// gives: 2
dataSource.transaction(async (manager) => { await manager.query('declare mine cursor for select * from employees'); return (await manager.query('fetch 2 from mine')).length })
