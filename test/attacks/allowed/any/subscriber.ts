// gives: [4,4]
loaded = 0

dataSource.subscribers.push({ afterLoad: () => { loaded++ } })

found = Employee.find().length

[found, loaded]
