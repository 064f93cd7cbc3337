sql`with all_of(id) as (select id from assignments) delete from assignments where id in (select id from all_of)`
