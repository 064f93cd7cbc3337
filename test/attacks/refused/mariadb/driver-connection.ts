connection = await dataSource.driver.obtainMasterConnection()

connection.promise().query('set session transaction read write').catch(() => {})

connection.promise().query('delete from assignments')
