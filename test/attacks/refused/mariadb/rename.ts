sql`rename table assignments to taken`
