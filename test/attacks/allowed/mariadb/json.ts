// gives: [{"b":"2"}]
sql`select json_value('{"a":{"b":2}}', '$.a.b') as b`
