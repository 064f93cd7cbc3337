sql`insert into projects (title) values ('x') returning id`
