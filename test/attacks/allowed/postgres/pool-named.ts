// gives: [1,1]
[1, 2].map((id) => dataSource.driver.master.query({ name: 'one', text: 'select * from employees where id = $1', values: [id] }).rows.length)
