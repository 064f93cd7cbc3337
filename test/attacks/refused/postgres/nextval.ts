sql`select nextval('employees_id_seq')`
