// model: lesson
const busy = Employee.findOneBy({ id: 1 }); busy.projects.push(...Project.find().slice(1)); busy.save()
