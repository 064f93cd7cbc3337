dataSource.query(`select * from employees into outfile '${outside}'`)
