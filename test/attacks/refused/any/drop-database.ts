dataSource.dropDatabase()
