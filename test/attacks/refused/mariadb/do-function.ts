sql`do wipe()`
