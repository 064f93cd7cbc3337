// gives: ["it's \\ \"into outfile\""]
sql`select ${`it's \\ "into outfile"`} as text`.map(({ text }) => text)
