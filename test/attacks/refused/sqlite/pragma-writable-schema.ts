sql`pragma writable_schema = on`

sql`delete from sqlite_schema`
