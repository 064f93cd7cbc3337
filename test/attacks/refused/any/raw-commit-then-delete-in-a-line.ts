dataSource.query('commit').catch(() => {}).then(() => dataSource.query('delete from assignments'))
