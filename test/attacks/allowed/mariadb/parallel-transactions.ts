// gives: [4,4,4,4,4]
Promise.all([1, 2, 3, 4, 5].map(() => dataSource.transaction((manager) => manager.count(Employee))))
