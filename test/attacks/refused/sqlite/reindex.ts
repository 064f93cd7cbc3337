sql`reindex`
