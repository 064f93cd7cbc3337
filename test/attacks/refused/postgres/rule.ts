sql`create rule planted as on select to employees do instead select * from projects`
