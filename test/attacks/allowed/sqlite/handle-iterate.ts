// gives: [1,2,3,4]
[...dataSource.driver.databaseConnection.prepare('select id from employees order by id').pluck().iterate()]
