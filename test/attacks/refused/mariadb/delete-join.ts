sql`delete a from assignments a join employees e on a.employee_id = e.id`
