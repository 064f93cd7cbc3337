// silent: SQLite answers with the mode that it stays in
sql`pragma journal_mode = wal`
