// gives: [{"b":2}]
sql`select json_extract('{"a":{"b":2}}', '$.a.b') as b`
