// model: lesson
// notice: 16 × SELECT COUNT(…) FROM assignments WHERE employee_id = ? : count them in one query: Assignment.createQueryBuilder('a').select('a.employee').addSelect('COUNT(*)').groupBy('a.employee').getRawMany()
for (const { id } of Employee.find()) Assignment.countBy({ employeeId: id })
