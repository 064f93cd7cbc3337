// refused
sql`select setval('employees_id_seq', 1000)`
