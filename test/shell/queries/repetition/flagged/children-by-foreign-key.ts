// model: lesson
// notice: 16 × SELECT … FROM assignments WHERE employee_id = ? : load them with relations: { assignments: true } (of Employee)
for (const { id } of Employee.find()) Assignment.findBy({ employeeId: id })
