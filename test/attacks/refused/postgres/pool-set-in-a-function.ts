dataSource.driver.master.query('select set_writable()').catch(() => {})

dataSource.driver.master.query('delete from assignments')
