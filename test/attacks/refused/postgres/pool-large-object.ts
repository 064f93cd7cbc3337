// What only the transaction of a line would drop has none here.
dataSource.driver.master.query('select make_large_object()')

throw new Error('read-only')
