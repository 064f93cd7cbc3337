sql`update aria_table set id = 7`
