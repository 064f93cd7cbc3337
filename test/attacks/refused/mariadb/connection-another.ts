connection = dataSource.driver.mysql.createConnection(dataSource.driver.createConnectionOptions(dataSource.options, dataSource.options))

connection.promise().query('delete from assignments')
