mine = new dataSource.driver.constructor(dataSource)

mine.connect()

runner = mine.createQueryRunner('master')

runner.query('delete from assignments')
