// gives: 4
sql`prepare mine as select count(*)::int as n from employees`; sql`execute mine`[0].n
