// silent: SQLite says nothing of an encoding that stays
sql`pragma encoding = 'UTF-16'`
