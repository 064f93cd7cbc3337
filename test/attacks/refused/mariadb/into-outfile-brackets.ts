dataSource.query(`(select 1) union (select 2) into outfile '${outside}'`)
