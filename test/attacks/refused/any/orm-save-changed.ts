employee = Employee.findOneBy({ id: 1 })

employee.name = 'Eve'

employee.save()
