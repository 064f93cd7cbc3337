runner = dataSource.createQueryRunner()

Object.getPrototypeOf(runner).query.call(runner, 'delete from assignments')
