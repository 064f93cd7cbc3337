sql`select * from employees for update`
