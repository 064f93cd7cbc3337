sql`explain (analyze true, format json) update employees set name = 'Eve'`
