dataSource.query(`select * from ts_stat('select to_tsvector(lo' || '_export(1001, ''${outside}'')::text)')`)
