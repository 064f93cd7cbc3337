sql`truncate table assignments`
