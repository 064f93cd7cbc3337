// gives: 4
sql`select row_to_json(e) as row from employees e`.length
