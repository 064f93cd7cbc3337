sql`delete from assignments`

sql`select * from missing_table`

sql`delete from notes`
