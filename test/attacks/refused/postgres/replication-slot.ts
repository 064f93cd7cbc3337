sql`select pg_create_physical_replication_slot('planted')`
