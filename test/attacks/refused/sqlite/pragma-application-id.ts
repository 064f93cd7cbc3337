sql`pragma application_id = 7`
