sql`comment on table employees is 'planted'`
