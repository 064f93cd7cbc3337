// gives: "5s"
sql`set statement_timeout = '5s'`; sql`show statement_timeout`[0].statement_timeout
