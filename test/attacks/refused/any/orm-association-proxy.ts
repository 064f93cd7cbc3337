employee = Employee.findOneBy({ id: 1 })

employee.projects.push(Project.findOneBy({ id: 2 }))

employee.save()
