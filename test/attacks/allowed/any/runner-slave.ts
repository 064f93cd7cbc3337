// gives: 4
const runner = dataSource.createQueryRunner('slave'); const found = Number(runner.query('select count(*) as n from employees')[0].n); runner.release(); found
