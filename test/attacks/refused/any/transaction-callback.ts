dataSource.transaction((manager) => manager.delete(Assignment, { id: 1 }))
