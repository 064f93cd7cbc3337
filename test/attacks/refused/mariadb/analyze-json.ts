sql`analyze format=json delete from assignments`
