// gives: ["Uri Lee","Tristan Tal"]
repo(Employee).createQueryBuilder('e').where((b) => `e.id in ${b.subQuery().select('a.employeeId').from(Assignment, 'a').getQuery()}`).orderBy('e.id').getMany().map(({ name }) => name)
