dataSource.query('/* */ call wipe_and_commit()')
