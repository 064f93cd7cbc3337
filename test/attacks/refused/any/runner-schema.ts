dataSource.createQueryRunner().dropTable('assignments')
