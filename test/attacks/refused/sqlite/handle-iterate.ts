[...dataSource.driver.databaseConnection.prepare('delete from assignments returning id').iterate()]
