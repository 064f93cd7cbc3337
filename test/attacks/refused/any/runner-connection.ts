runner = dataSource.createQueryRunner()

connection = await runner.connect()

connection.query ? connection.query('delete from assignments') : connection.promise ? connection.promise().query('delete from assignments') : connection.exec('delete from assignments')
