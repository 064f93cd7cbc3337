sql`set @a = 1, @@\`global\`.max_statement_time = 5`
