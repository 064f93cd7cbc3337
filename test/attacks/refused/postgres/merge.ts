sql`merge into employees e using projects p on e.id = p.id when matched then delete`
