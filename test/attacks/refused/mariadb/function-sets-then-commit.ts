dataSource.query('select set_writable()').catch(() => {}).then(() => dataSource.query('commit')).then(() => dataSource.query('delete from assignments'))
