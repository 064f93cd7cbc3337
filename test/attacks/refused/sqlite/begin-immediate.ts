sql`begin immediate`

sql`delete from assignments`

sql`commit`
