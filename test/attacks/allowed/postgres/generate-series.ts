// gives: 5
sql`select * from generate_series(1, 5)`.length
