dataSource.subscribers.push({ afterLoad: () => dataSource.query('delete from assignments') })

Employee.find()
