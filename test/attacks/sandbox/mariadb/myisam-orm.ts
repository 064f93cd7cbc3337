dataSource.createQueryBuilder().insert().into('plain_table', ['id']).values({ id: 9 }).execute()
