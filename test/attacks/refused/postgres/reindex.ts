sql`reindex table employees`
