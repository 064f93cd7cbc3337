// gives: false
dataSource.showMigrations()
