const make = Object.getPrototypeOf(dataSource.driver).createQueryRunner; dataSource.driver.createQueryRunner = (mode) => make.call(dataSource.driver, mode); dataSource.createQueryRunner = (mode) => make.call(dataSource.driver, mode)

Assignment.find().remove()

sql`delete from assignments`
