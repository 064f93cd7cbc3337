sql`delete from assignments where id = ${1}`
