dataSource.createQueryRunner().clearTable('assignments')
