Employee.find().map((employee) => Object.assign(employee, { name: 'Eve' })).forEach((employee) => employee.save())
