Employee.count(); dataSource.driver.master._clients[0].query('commit')
