sql`create event planted on schedule every 1 day do delete from assignments`
