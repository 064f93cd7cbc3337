sql`select ${1} ${sql`delete from assignments`}`
