dataSource.undoLastMigration()
