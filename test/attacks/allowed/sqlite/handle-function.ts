// gives: [{"twice":8}]
dataSource.driver.databaseConnection.function('twice', (n) => 2 * n)

sql`select twice(count(*)) as twice from employees`
