// gives: 4
Employee.find().length
