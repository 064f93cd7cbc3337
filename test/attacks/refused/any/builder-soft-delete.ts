dataSource.createQueryBuilder().softDelete().from(Note).where('id = 1').execute()
