dataSource.query('begin').catch(() => {}).then(() => dataSource.query('delete from assignments')).then(() => dataSource.query('commit'))
