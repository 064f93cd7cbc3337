// model: lesson
// notice: 12 × SELECT … FROM employees WHERE id = ? : ask once: Employee.findBy({ id: In([...]) })
// notice: 12 × SELECT … FROM assignments WHERE employee_id = ? : load them with relations: { assignments: true } (of Employee)
for (let id = 1; id <= 12; id++) Employee.findOneBy({ id }).assignments.length
