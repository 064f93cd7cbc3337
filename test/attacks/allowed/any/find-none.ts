// gives: null
Employee.findOneBy({ id: 99 })
