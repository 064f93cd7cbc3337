sql`delete from assignments`

sql`lock tables employees read`
