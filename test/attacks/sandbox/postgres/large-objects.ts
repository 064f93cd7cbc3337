sql`select lo_unlink(1001), lo_create(0)`
