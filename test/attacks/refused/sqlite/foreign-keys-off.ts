sql`pragma foreign_keys = off`

sql`delete from employees`
