sql`delete from few_employees`
