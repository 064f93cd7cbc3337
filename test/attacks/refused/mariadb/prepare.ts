sql`prepare wipe from 'delete from assignments'`

sql`execute wipe`
