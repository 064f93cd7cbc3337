dataSource.query('commit').then(() => dataSource.query("prepare transaction 'planted'"))
