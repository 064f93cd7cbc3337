sql`set statement max_statement_time = 5 for delete from assignments`
