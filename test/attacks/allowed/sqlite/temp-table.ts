// gives: [{"n":4}]
sql`create temp table mine as select * from employees`

sql`select count(*) as n from mine`
