delete dataSource.driver.createQueryRunner

delete dataSource.createQueryRunner

sql`delete from assignments`

manager.save(Employee, { name: 'Eve' })
