sql`delete from assignments`

dataSource.query("execute immediate 'commit'")
