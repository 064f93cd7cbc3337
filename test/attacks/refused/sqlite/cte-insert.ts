sql`with more(title) as (select 'x') insert into projects (title) select title from more`
