sql`select wipe()`
