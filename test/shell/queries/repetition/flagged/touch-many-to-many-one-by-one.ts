// model: lesson
// notice: 12 × SELECT … FROM employees WHERE id = ? : ask once: Employee.findBy({ id: In([...]) })
// notice: 12 × SELECT … FROM meetings JOIN employee_meetings WHERE employee_meetings.employee_id = ? : load them with relations: { meetings: true } (of Employee)
for (let id = 1; id <= 12; id++) Employee.findOneBy({ id }).meetings.length
