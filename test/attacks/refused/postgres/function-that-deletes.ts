sql`select wipe_plpgsql()`
