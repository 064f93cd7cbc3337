// model: lesson
const everybody = Project.findOneBy({ id: 3 }); everybody.assignments.length; everybody.assignments = []; everybody.save()
