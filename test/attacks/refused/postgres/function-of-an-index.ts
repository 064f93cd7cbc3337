sql`select gin_clean_pending_list('employees_pkey')`
