sql`pragma user_version = 7`

sql`pragma journal_mode = delete`
