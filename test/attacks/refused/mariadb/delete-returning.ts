sql`delete from assignments returning id`
