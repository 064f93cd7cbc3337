employee = Employee.findOne({ where: { id: 1 }, relations: { assignments: true } })

employee.assignments = []

employee.save()
