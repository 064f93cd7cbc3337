// gives: 2
Employee.findOneBy({ id: 1 }).meetings.length
