sql`vacuum employees`
