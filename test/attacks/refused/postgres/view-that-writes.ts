sql`select * from wiping_view`
