// model: lesson
// notice: 39 × SELECT … FROM employees WHERE id = ? : load them with relations: { employee: true } (of Assignment)
for (const { employeeId } of Assignment.find()) Employee.findOneBy({ id: employeeId })
