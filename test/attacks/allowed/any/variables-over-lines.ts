// gives: "Uri Lee: 2"
employee = Employee.findOneBy({ id: 1 })

meetings = employee.meetings

`${employee.name}: ${meetings.length}`
