sql`delete from assignments`

sql`commit`
