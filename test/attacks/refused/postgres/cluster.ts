sql`cluster employees using employees_pkey`
