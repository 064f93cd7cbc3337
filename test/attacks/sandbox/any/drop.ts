sql`drop table assignments`
