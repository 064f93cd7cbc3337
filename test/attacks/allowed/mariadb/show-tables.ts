// gives: true
sql`show tables`.length > 5
