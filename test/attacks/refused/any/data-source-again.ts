dataSource.options.readonly = false

dataSource.destroy()

dataSource.initialize()

dataSource.query('delete from assignments')
