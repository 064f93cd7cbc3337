// gives: true
const runner = dataSource.createQueryRunner(); const table = runner.getTable('employees'); runner.release(); table.columns.length >= 3
