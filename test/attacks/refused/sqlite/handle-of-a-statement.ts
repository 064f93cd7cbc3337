statement = dataSource.driver.databaseConnection.prepare('select 1')

statement.database.exec('delete from assignments')
