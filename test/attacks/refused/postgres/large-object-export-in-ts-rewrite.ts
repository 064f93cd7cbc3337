dataSource.query(`select ts_rewrite('a'::tsquery, 'select ''a''::tsquery, lo' || '_export(1001, ''${outside}'')::text::tsquery')`)
