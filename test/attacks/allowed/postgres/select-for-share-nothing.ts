// gives: 4
sql`select * from employees order by id limit 10 offset 0`.length
