// refused
sql`create temporary table mine (id int)`
