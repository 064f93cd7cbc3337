// gives: 6
sql`select id from employees union all select id from projects`.length
