// gives: "1"
sql`select 1::int::text as one`[0].one
