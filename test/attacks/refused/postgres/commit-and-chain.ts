dataSource.query('commit and chain').then(() => dataSource.query('set transaction read write')).then(() => dataSource.query('delete from assignments')).then(() => dataSource.query('commit'))
