sql`set transaction read write`
