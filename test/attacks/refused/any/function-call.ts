Function.prototype.call.call(dataSource.query, dataSource, 'delete from assignments')
