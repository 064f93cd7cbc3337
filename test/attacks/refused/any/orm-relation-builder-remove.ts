dataSource.createQueryBuilder().relation(Employee, 'meetings').of(1).remove(1)
