sql`analyze local table employees persistent for all`
