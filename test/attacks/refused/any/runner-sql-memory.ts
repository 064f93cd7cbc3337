runner = dataSource.createQueryRunner()

runner.enableSqlMemory()

runner.dropTable('assignments')

runner.executeMemoryUpSql()
