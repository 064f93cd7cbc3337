sql`set autocommit = 1`
