// gives: true
sql`select table_name from information_schema.tables`.some((row) => row.table_name === 'employees')
