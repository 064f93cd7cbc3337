setTimeout(() => { void dataSource.query('commit').catch(() => {}); void dataSource.query('delete from assignments') }, 2)

new Promise((done) => setTimeout(done, 10))

Employee.count()
