sql`delete from assignments`

for (const name of ['typeorm_shell_1', 'typeorm_shell_guard']) dataSource.query(`release savepoint ${name}`).catch(() => {})

sql`delete from notes`
