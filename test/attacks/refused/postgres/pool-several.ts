dataSource.driver.master.query('set transaction read write; delete from assignments')
