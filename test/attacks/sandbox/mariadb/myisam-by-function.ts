// refused
sql`select log_something()`
