dataSource.driver.master.query('set session characteristics as transaction read write').catch(() => {})

dataSource.driver.master.query('delete from assignments')
