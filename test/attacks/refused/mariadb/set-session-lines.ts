sql`set session transaction read write`

sql`commit`

sql`delete from assignments`
