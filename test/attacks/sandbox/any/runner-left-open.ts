runner = dataSource.createQueryRunner()

runner.startTransaction()

runner.query('delete from assignments')
