// gives: 4
try { sql`select nothing_of_this from employees` } catch {}

Employee.count()
