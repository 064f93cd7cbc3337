dataSource.createEntityManager(dataSource.createQueryRunner()).save(Employee, { name: 'Eve' })
