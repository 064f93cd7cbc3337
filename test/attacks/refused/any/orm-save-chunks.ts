manager.save(Employee.find().map((employee) => Object.assign(employee, { name: null })), { chunk: 1, transaction: false })
