dataSource.setOptions({ readonly: false, synchronize: true, dropSchema: true })

dataSource.destroy()

dataSource.initialize()

dataSource.query('delete from assignments')
