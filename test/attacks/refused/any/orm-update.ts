repo(Employee).update({ id: 1 }, { name: 'Eve' })
