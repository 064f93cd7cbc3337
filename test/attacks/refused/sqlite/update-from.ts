sql`update employees set name = p.title from projects p where p.id = employees.id`
