// gives: [2,false]
const runner = dataSource.createQueryRunner(); runner.startTransaction(); const found = runner.manager.count(Project); runner.commitTransaction(); runner.release(); [found, runner.isTransactionActive]
