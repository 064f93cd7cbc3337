sql`select lo_put(1001, 0, 'zzz')`
