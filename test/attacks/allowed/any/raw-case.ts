// gives: ["new","old","new","old"]
sql`select case when hire_date > '2021-01-01' then 'new' else 'old' end as age from employees order by id`.map(({ age }) => age)
