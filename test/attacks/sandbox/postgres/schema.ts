sql`create table planted (id serial)`

sql`alter table employees add column planted int`

sql`truncate assignments restart identity`
