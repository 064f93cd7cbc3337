// model: shop
dataSource.options.type === "better-sqlite3" ? [1, 2, 3, 4, 5, 6].map(i => sql`select name from sqlite_master where type = ${"t" + i}`) : [1, 2, 3, 4, 5, 6].map(i => sql`select table_name from information_schema.tables where table_name = ${"t" + i}`)
