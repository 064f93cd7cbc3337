create = Object.getPrototypeOf(dataSource.driver).createQueryRunner

runner = create.call(dataSource.driver, 'master')

runner.query('delete from assignments')

runner.startTransaction()

runner.query('delete from notes')

runner.commitTransaction()
