// gives: []
sql`listen somebody`
