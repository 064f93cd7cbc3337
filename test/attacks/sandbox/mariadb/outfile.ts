// refused
dataSource.query(`select 1 into outfile '${outside}'`)
