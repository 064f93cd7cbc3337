// gives: "Flask programmer"
Project.findOneBy({ id: 2 }).assignments[0].employee.assignments[0].role
