mine = Reflect.construct(dataSource.constructor, [{ ...dataSource.options }])

mine.initialize()

mine.query('delete from assignments')
