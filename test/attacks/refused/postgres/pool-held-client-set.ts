Employee.count(); for (const client of dataSource.driver.master._clients) { client.query('set transaction read write').catch(() => {}); client.query('delete from assignments') }
