// silent: there is nothing to do
sql`pragma wal_checkpoint(truncate)`
