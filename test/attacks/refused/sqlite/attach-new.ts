dataSource.query(`attach '${outside}' as other`)

sql`create table other.planted (id)`
