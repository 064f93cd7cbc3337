Employee.count(); for (const connection of dataSource.driver.pool._allConnections.toArray()) connection.promise().query('commit')
