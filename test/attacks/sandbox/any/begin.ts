sql`begin`

sql`delete from assignments`

sql`commit`
