dataSource.query("execute immediate 'delete from assignments'")
