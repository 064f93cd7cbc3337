mine = new dataSource.driver.sqlite(':memory:')

mine.exec(`attach '${dataSource.options.database}' as other; delete from other.assignments`)
