// gives: 4
handle = dataSource.driver.databaseConnection

handle.transaction(() => handle.prepare('select count(*) from employees').pluck().get())()
