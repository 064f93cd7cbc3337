sql`with changed as (update employees set name = 'Eve' returning *) select count(*) from changed`
