dataSource.query("update pg_settings set setting = 'off' where name = 'default_transaction_read_only'").then(() => dataSource.query('commit')).then(() => dataSource.query('delete from assignments'))

// What it has set does not stay with the session that the pool gives to the next.
const found = dataSource.driver.master.query('show default_transaction_read_only').rows[0].default_transaction_read_only; if (found === 'on') throw new Error('it is read-only again')
