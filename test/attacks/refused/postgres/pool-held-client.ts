Employee.count(); for (const client of dataSource.driver.master._clients) client.query('commit')
