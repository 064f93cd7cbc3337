dataSource.createQueryBuilder().delete().from(Assignment).where('id > 0').execute()
