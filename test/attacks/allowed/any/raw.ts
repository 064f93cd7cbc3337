// gives: ["Uri Lee"]
sql`select name from employees where id = ${1}`.map(({ name }) => name)
