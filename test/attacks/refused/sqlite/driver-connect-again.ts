Object.assign(dataSource.options, { readonly: false, enableWAL: true })

dataSource.driver.connect()

sql`delete from assignments`
