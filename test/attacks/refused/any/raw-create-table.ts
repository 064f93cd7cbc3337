sql`create table planted (id int)`
