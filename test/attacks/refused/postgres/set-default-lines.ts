sql`set default_transaction_read_only = off`

sql`commit`

sql`delete from assignments`
