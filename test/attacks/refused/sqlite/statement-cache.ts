runner = dataSource.createQueryRunner()

runner.stmtCache.set('select 1 as one', dataSource.driver.databaseConnection.prepare('delete from assignments'))

runner.query('select 1 as one')
