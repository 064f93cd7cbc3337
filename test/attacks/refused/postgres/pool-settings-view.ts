dataSource.driver.master.query("update pg_settings set setting = 'off' where name = 'default_transaction_read_only'").catch(() => {})

dataSource.driver.master.query('delete from assignments')
