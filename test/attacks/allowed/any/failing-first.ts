// gives: [true,4]
let failed = false; try { sql`select * from missing_table` } catch { failed = true } [failed, Employee.count()]
