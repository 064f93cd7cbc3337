sql`update employees e join assignments a on a.employee_id = e.id set e.name = a.role`
