sql`repair table plain_table`
