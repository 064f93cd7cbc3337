// gives: [{"integrity_check":"ok"}]
sql`pragma integrity_check`
