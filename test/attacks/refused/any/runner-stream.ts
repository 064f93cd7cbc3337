runner = dataSource.createQueryRunner()

runner.stream('delete from assignments').on('data', () => {})
