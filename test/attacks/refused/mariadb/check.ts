sql`check table employees`
