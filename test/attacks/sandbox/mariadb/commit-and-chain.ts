sql`delete from assignments`

sql`commit and chain`
