setTimeout(() => dataSource.query('delete from assignments'), 1)
