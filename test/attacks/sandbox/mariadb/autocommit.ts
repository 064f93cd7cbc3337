sql`delete from assignments`

dataSource.query('set autocommit = 1').catch(() => {}); dataSource.query('set @a = 1, session `autocommit` = 0').catch(() => {}); dataSource.query('set @a = 1, session `autocommit` = 1')
