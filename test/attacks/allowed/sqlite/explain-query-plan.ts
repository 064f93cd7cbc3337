// gives: true
sql`explain query plan select * from employees where id = 1`[0].detail.includes('employees')
