sql`savepoint mine`

sql`delete from assignments`

sql`release mine`
