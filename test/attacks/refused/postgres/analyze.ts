sql`analyze employees`
