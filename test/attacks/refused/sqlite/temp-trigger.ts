// A table of the session's own may be written, what its trigger does to others may not.
sql`create temp table mine (id)`

sql`create temp trigger planted after insert on mine begin delete from assignments; end`

sql`insert into mine values (1)`
