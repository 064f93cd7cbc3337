handle = dataSource.driver.databaseConnection

facts = Object.getOwnPropertyDescriptors(handle)

native = facts[Reflect.ownKeys(facts).find((key) => typeof key === 'symbol')].value

native.exec(`vacuum into '${outside}'`)
