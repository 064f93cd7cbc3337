sql`flush tables`
