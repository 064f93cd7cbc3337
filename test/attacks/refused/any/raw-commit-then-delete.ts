sql`commit`

sql`delete from assignments`
