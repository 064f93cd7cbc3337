new Function('dataSource', "return dataSource.query('delete from assignments')")(dataSource)
