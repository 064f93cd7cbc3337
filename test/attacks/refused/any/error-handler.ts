try { sql`select * from missing_table` } catch { sql`delete from assignments` }
