Note.onLoad = () => dataSource.query('delete from assignments')

Note.find()
