dataSource.query('/* x */ call wipe_and_commit()')
