sql`delete from assignments`

dataSource.query('/*! commit */')
