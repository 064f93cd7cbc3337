sql`change master to master_host = 'nowhere'`
