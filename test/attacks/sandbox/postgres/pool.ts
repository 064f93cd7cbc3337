dataSource.driver.master.query('delete from assignments')
