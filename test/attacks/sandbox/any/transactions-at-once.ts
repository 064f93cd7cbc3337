Promise.all([1, 2, 3].map((id) => dataSource.transaction((manager) => manager.delete(Assignment, { id }))).concat(dataSource.query('commit').catch(() => {})))
