manager.save(Employee, { name: 'Eve' })

Employee.findOneBy({ id: 1 }).remove()
