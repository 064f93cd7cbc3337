// silent: it is in a transaction that is never kept
sql`select make_large_object()`

sql`commit`
