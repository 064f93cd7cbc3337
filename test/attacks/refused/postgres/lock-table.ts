sql`lock table employees`
