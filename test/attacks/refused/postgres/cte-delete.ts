sql`with gone as (delete from assignments returning id) select * from gone`
