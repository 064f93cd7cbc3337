runner = dataSource.createQueryRunner()

prototype = Object.getPrototypeOf(runner)

prototype.query.call(runner, 'delete from assignments')

prototype.query.call(runner, 'commit')
