sql`alter table employees add column planted int`
