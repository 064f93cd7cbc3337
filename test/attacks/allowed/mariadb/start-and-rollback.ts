// gives: [2,4]
sql`start transaction with consistent snapshot`; const projects = Project.count(); sql`rollback`; [projects, Employee.count()]
