// gives: [4,3]
dataSource.transaction((manager) => Promise.all([manager.count(Employee), manager.count(Assignment)]))
