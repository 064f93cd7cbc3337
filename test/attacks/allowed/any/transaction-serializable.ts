// gives: 4
dataSource.transaction('SERIALIZABLE', (manager) => manager.count(Employee))
