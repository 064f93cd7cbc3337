sql`purge binary logs before now()`
