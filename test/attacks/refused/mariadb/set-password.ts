sql`set password = password('x')`
