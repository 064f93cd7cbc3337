// model: shop
for (let i = 0; i < 6; i++) sql`select name from customers order by ${dataSource.options.type === "postgres" || dataSource.options.type === "better-sqlite3" ? sql.part`random()` : sql.part`rand()`} limit 1`
