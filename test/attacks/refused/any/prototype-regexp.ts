RegExp.prototype.test = () => true

dataSource.query('delete from assignments')
