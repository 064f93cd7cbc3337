dataSource.transaction((manager) => manager.delete(Assignment, { id: 1 }).then(() => manager.query('commit')))
