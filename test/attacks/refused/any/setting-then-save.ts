employee = Employee.findOneBy({ id: 2 }); employee.hireDate = '1999-01-01'; employee.save()
