dataSource.transaction('SERIALIZABLE', (manager) => manager.update(Employee, 1, { name: 'Eve' }))
