// gives: true
sql`explain analyze select * from employees`.length > 1
