dataSource.createQueryRunner().driver.databaseConnection.exec('delete from assignments')
