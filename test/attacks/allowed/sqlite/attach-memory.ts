// gives: [{"database":"other"}]
sql`attach ':memory:' as other`

sql`select name as database from pragma_database_list where name = 'other'`
