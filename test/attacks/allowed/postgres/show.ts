// gives: "on"
sql`show transaction_read_only`[0].transaction_read_only
