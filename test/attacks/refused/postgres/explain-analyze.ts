sql`explain analyze delete from assignments`
