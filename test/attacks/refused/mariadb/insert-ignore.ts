sql`insert ignore into projects (title) values ('x')`
