// gives: ["2","3"]
dataSource.createQueryBuilder(Assignment, 'a').select('a.employee_id', 'id').addSelect('count(*)', 'n').groupBy('a.employee_id').having('count(*) > 1').getRawMany().flatMap(({ id, n }) => [String(id), String(Number(n) + 1)])
