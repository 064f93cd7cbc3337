sql`select wipe_sql()`
