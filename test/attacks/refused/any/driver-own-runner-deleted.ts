delete dataSource.driver.createQueryRunner

delete dataSource.createQueryRunner

manager.query('delete from assignments')
