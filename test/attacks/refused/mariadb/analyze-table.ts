sql`analyze table employees`
