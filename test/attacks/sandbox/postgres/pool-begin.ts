dataSource.driver.master.query('begin read write; delete from assignments; commit')
