// gives: true
sql`select name from sqlite_schema where type = 'table'`.some(({ name }) => name === 'employees')
