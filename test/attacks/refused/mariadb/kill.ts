sql`kill query 999999`
