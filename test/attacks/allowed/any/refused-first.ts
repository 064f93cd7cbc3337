// gives: [true,4]
let failed = false; try { Employee.findOneBy({ id: 1 }).remove() } catch { failed = true } [failed, Employee.count()]
