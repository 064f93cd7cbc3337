dataSource.synchronize(true)
