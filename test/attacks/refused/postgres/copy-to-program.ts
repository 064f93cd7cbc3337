dataSource.query(`copy (select 1) to program 'touch ${outside}'`)
