dataSource.query('rollback').catch(() => {}).then(() => dataSource.query('delete from assignments'))
