// refused
sql`analyze local table employees`
