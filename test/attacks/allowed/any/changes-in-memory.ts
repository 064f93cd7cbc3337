// gives: ["Eve","Uri Lee"]
employee = Employee.findOneBy({ id: 1 })

employee.name = 'Eve'

[employee.name, manager.findOneBy(Employee, { id: 1 }) === employee ? employee.name : sql`select name from employees where id = 1`[0].name]
