// refused
sql`create index concurrently planted on employees (name)`
