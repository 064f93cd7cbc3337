sql`call wipe_and_commit()`
