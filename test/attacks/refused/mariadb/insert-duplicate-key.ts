sql`insert into projects (id, title) values (1, 'x') on duplicate key update title = 'x'`
