runner = dataSource.createQueryRunner()

runner.startTransaction()

runner.query('delete from assignments')

Object.getPrototypeOf(runner).commitTransaction.call(runner)
