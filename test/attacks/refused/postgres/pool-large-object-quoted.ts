dataSource.driver.master.query('select "lo_create"(4717)')
