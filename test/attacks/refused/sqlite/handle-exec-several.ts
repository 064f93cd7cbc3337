dataSource.driver.databaseConnection.exec('select 1; begin; delete from assignments; commit')
