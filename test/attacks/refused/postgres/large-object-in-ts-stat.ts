// silent: it is in a transaction that is never kept
dataSource.query("select * from ts_stat('select to_tsvector(lo' || '_create(4715)::text)')").catch(() => {})

dataSource.query('end')
