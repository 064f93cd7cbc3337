// gives: true
sql`select pg_size_pretty(pg_relation_size('employees')) as size, pg_get_constraintdef(oid) as text from pg_constraint where conrelid = 'assignments'::regclass`.length > 0
