runner = dataSource.createQueryRunner()

for (const key of Object.keys(runner)) if (typeof runner[key] === 'function') delete runner[key]

runner.query('delete from assignments')

runner.query('commit')
