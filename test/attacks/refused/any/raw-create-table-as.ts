sql`create table planted as select * from employees`
