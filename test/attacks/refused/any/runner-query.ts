runner = dataSource.createQueryRunner()

runner.query('delete from assignments')
