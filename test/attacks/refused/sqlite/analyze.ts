sql`analyze`
