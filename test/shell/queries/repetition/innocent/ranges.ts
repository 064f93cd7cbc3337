// model: lesson
for (let year = 2015; year < 2023; year++) Employee.countBy({ hireDate: Between(`${year}-01-01`, `${year}-12-31`) })
