// silent: it is a wish for the next VACUUM
sql`pragma auto_vacuum = full`

dataSource.query('vacuum').catch(() => {})
