// gives: ["delete; drop table employees -- update into outfile commit"]
sql`select 'delete; drop table employees -- update into outfile commit' as text`.map(({ text }) => text)
