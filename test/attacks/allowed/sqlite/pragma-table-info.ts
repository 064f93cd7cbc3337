// gives: ["id","name","hire_date"]
sql`pragma table_info(employees)`.map(({ name }) => name)
