typeof manager.constructor.prototype.query

manager.constructor.prototype.query.call(manager, 'delete from assignments')
