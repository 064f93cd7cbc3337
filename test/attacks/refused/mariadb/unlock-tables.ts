dataSource.query('unlock tables').catch(() => {}).then(() => dataSource.query('delete from assignments'))
