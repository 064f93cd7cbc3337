employee = Employee.findOne({ where: { id: 1 }, relations: { assignments: true } })

employee.assignments.push(repo(Assignment).create({ role: 'Intruder' }))

employee.save()
