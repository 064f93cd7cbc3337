sql`vacuum`
