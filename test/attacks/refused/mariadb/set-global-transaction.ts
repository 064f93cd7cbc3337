sql`set global transaction read write`
