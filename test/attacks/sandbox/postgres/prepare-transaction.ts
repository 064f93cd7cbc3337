sql`delete from assignments`

sql`prepare transaction 'planted'`
