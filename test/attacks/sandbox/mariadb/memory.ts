// refused
sql`delete from memory_table`
