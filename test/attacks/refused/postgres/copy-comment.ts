dataSource.query(`/**/ -- x\n (( copy (select 1) to '${outside}' ))`).catch(() => dataSource.query(`--\ncopy (select 1) to '${outside}'`))
