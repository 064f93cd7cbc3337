sql`xa start 'x'`
