sql`reset query cache`
