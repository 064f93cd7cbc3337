dataSource.subscribers.push({ beforeQuery: ({ query, queryRunner }) => /employees/.test(query) ? queryRunner.query('delete from assignments') : undefined })

Employee.find()

dataSource.subscribers.pop()
