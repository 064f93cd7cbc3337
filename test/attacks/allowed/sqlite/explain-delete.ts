// gives: true
sql`explain delete from employees`.length > 3
