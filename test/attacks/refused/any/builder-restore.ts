dataSource.createQueryBuilder().restore().from(Note).where('id = 3').execute()
