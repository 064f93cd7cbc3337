connection = await dataSource.driver.pool.promise().getConnection()

const raw = connection.connection; new Promise((done, failed) => raw.addCommand(raw.constructor.createQuery('set session transaction read write', (error) => error ? failed(error) : done())))
