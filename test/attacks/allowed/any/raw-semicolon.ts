// gives: 4
dataSource.query('select * from employees;').length
