// refused
sql`insert into aria_table select 5`
