// gives: [{"a":{"b":2}}]
sql`select json_build_object('b', 2) as a`
