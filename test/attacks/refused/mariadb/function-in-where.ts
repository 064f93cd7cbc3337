sql`select * from employees where wipe() = 1`
