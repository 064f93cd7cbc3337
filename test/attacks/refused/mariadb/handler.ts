sql`handler employees open`
