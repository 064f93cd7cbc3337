// gives: 4
sql`set search_path = public`; Employee.count()
