connection = await dataSource.driver.pool.promise().getConnection()

const raw = connection.connection; new Promise((done, failed) => Object.getPrototypeOf(raw).query.call(raw, 'set session transaction read write', (error) => error ? failed(error) : done()))
