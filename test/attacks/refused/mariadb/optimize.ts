sql`optimize table employees`
