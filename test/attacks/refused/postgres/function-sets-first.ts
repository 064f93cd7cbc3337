sql`select set_and_wipe()`
