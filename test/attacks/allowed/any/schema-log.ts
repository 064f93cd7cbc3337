// gives: true
Array.isArray(dataSource.driver.createSchemaBuilder().log().upQueries)
