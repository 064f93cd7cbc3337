sql`replace into projects (id, title) values (1, 'x')`
