// gives: 4
const runner = dataSource.createQueryRunner(); try { runner.query('select * from employees').length } finally { runner.release() }
