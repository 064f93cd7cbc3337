dataSource.driver.master.query('call wipe_and_commit()')
