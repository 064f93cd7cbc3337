handle = dataSource.driver.databaseConnection

native = handle[Object.getOwnPropertySymbols(handle)[0]]

native.exec(`vacuum into '${outside}'`)
