sql`do $$ begin delete from assignments; end $$`
