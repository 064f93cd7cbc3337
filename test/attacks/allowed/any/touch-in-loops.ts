// gives: 6
let sum = 0; for (const meeting of Meeting.find()) for (const employee of meeting.employees) sum += employee.assignments.length; sum + Meeting.count()
