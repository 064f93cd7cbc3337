mine = new dataSource.driver.sqlite(dataSource.options.database, { readonly: false, fileMustExist: true })

mine.prepare('delete from assignments').run()
