sql`insert into projects (title) values ('raw')`
