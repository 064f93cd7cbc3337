// silent: the function keeps the error to itself
sql`select wipe_and_hush()`
