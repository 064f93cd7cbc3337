// gives: 2
sql`values (1), (2)`.length
