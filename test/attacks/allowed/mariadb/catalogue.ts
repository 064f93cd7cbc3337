// gives: true
sql`select table_name as name from information_schema.tables`.some(({ name }) => name === 'employees')
