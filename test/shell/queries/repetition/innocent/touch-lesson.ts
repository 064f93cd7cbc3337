// model: lesson
for (const { projects, meetings } of Employee.find()) [projects.length, meetings.length]
