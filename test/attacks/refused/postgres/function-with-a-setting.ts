sql`select wipe_with_setting()`
