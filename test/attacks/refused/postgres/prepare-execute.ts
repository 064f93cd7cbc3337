sql`prepare wipe as delete from assignments`

sql`execute wipe`
