// gives: [4,true,4]
found = Employee.count(); dataSource.destroy(); const closed = !dataSource.isInitialized; dataSource.initialize(); [found, closed, Employee.count()]
