// gives: ["Tristan Tal","Taylor Jai"]
Employee.find({ where: { name: Like('T%') }, order: { id: 'ASC' } }).map(({ name }) => name)
