// gives: {"n":4}
dataSource.driver.databaseConnection.prepare('select count(*) as n from employees').get()
