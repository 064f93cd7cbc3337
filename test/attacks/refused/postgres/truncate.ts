sql`truncate assignments`
