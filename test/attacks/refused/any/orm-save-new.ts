manager.save(Employee, { name: 'Eve' })
