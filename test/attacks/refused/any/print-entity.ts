// silent: nobody waits
employee = Employee.findOneBy({ id: 1 })

employee.toString = () => { void dataSource.query('delete from assignments').catch(() => {}); return 'x' }

employee
