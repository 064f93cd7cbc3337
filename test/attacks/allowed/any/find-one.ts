// gives: "Uri Lee"
Employee.findOneByOrFail({ id: 1 }).name
