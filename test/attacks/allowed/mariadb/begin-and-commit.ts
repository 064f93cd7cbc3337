// gives: 4
sql`begin`

found = Employee.count()

sql`commit`

found
