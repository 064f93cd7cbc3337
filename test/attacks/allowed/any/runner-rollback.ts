// gives: 2
const runner = dataSource.createQueryRunner(); runner.startTransaction(); const found = runner.manager.count(Project); runner.rollbackTransaction(); runner.release(); found
