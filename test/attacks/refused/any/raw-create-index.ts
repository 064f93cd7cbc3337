sql`create index planted on employees (name)`
