sql`select nextval(counter)`
