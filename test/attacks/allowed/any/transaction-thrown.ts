// gives: ["mine",4]
let message; try { dataSource.transaction((manager) => manager.count(Employee).then(() => { throw new Error('mine') })) } catch (error) { message = error.message } [message, Employee.count()]
