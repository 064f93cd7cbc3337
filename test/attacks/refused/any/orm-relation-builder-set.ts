dataSource.createQueryBuilder().relation(Assignment, 'employee').of(1).set(2)
