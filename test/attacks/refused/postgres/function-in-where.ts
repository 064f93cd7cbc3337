sql`select * from employees where wipe_plpgsql() is not null`
