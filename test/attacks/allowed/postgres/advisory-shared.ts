// gives: true
sql`select pg_try_advisory_xact_lock_shared(1) as locked`[0].locked
