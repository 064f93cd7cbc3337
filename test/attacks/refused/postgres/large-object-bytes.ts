sql`select lo_from_bytea(0, 'abc')`
