// gives: true
sql`select to_regclass('pg_temp.mine') is null as missing`[0].missing
