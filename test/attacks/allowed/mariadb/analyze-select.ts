// gives: true
sql`analyze select * from employees`.length > 0
