dataSource.driver.master.query('begin -- \n read /* */ write')
