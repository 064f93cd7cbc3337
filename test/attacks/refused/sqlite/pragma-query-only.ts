sql`pragma query_only = off`

sql`delete from assignments`
