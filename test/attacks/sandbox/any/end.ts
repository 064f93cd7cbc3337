sql`delete from assignments`

sql`end`
