handle = dataSource.driver.databaseConnection

Object.getPrototypeOf(handle).exec.call(handle, 'delete from assignments')
