dataSource.query('/*M! delete */ from assignments')
