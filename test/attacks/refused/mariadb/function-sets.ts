sql`select set_writable()`

sql`delete from assignments`
