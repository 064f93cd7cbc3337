sql`select next value for counter`
