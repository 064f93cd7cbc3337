dataSource.driver.master.query(`copy (select 1) to '${outside}'`)
