runner = dataSource.createQueryRunner()

mine = new runner.constructor(dataSource.driver, 'master')

mine.query('delete from assignments')

mine.query('commit')
