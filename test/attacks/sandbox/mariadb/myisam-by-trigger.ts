// refused
sql`insert into notes (text) values ('logged')`
