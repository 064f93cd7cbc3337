dataSource.query('lock tables assignments write').catch(() => {})

dataSource.query('delete from assignments')
