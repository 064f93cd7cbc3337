sql`with first as (select min(id) as id from employees) update employees set name = 'Eve' where id in (select id from first)`
