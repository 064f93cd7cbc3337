sql`select * from lo_create(4713)`
