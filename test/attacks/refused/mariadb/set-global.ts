sql`set global max_statement_time = 5`
