sql`analyze delete from assignments`
