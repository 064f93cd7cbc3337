dataSource.getMetadata(Employee).tablePath = 'assignments'

repo(Employee).delete(1)
