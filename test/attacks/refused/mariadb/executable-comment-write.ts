dataSource.query('/*!50000 delete from assignments */')
