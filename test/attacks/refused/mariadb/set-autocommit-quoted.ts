sql`set @a = 1, session \`autocommit\` = 0`
