dataSource.createQueryBuilder().insert().into(Project).values({ id: 1, title: 'a' }).orUpdate(['title'], ['id']).execute()
