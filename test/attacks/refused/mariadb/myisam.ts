sql`insert into plain_table values (2)`
