sql`with made as (insert into projects (title) values ('x') returning id) select id from made`
