// gives: 3
sql`select e.name, a.role from employees e cross join lateral (select role from assignments where employee_id = e.id) a`.length
