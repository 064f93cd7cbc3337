dataSource.transaction((manager) => manager.find(Employee).then((employees) => manager.remove(employees)))
