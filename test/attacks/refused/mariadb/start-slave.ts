sql`start slave`
