// refused
sql`update plain_table set id = 3`
