dataSource.query('set transaction_read_only = off')

dataSource.query('delete from assignments')
