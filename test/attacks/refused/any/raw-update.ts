sql`update employees set name = 'Eve'`
