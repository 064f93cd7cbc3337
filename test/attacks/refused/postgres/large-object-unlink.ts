sql`select lo_unlink(1001)`
