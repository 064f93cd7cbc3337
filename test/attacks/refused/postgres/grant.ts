sql`grant all on employees to public`
