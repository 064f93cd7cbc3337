dataSource.driver.databaseConnection.exec(`attach '${dataSource.options.database}' as other; delete from other.assignments`)
