sql`insert into projects (title) with more as (select name from employees) select name from more`
