// gives: 4
sql`set names utf8mb4`; Employee.count()
