runner = dataSource.createQueryRunner()

runner.startTransaction()

runner.manager.save(runner.manager.create(Employee, { name: 'Eve' }))

runner.commitTransaction()
