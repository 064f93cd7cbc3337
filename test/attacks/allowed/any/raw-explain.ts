// gives: true
sql`explain select * from employees`.length > 0
