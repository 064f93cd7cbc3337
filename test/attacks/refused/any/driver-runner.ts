dataSource.driver.createQueryRunner('master').query('delete from assignments')
