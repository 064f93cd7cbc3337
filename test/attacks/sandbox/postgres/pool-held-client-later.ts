sql`delete from assignments`

for (const client of dataSource.driver.master._clients) client.query('commit')
