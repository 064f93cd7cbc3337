create = Object.getPrototypeOf(dataSource.driver).createQueryRunner

runner = create.call(dataSource.driver, 'master')

runner.startTransaction()

runner.query('delete from assignments')

runner.commitTransaction()
