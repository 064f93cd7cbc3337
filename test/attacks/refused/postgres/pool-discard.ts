dataSource.driver.master.query('discard all').catch(() => {})

dataSource.driver.master.query('delete from assignments')
