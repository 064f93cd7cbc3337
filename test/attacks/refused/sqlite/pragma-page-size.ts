sql`pragma page_size = 8192`

sql`vacuum`
