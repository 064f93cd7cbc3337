handle = dataSource.driver.databaseConnection

begun = handle.transaction(() => handle.exec('delete from assignments'))

begun.default.immediate?.()

begun.deferred()
