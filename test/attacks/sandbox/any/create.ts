sql`create table planted (id int)`

sql`insert into planted values (1)`
