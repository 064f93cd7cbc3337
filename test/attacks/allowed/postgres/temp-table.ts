// gives: 4
dataSource.transaction((manager) => manager.query('create temp table mine as select * from employees').then(() => manager.query('select count(*)::int as n from mine'))).map(({ n }) => n)[0]
