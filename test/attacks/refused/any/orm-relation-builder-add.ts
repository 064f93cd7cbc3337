dataSource.createQueryBuilder().relation(Employee, 'meetings').of(3).add(1)
