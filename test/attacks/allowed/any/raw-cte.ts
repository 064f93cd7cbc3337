// gives: 2
Number(sql`with old as (select * from employees where hire_date < '2021-01-01') select count(*) as n from old`[0].n)
