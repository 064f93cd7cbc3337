dataSource.query("execute immediate concat('set session transaction read ', 'write')")
