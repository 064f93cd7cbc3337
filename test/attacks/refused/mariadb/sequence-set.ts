sql`select setval(counter, 100)`
