dataSource.destroy(); dataSource.initialize(); dataSource.query('delete from assignments'); dataSource.transaction((manager) => manager.delete(Note, 1))
