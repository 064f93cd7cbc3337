dataSource.createQueryBuilder().insert().into(Project).values([{ title: 'a' }, { title: 'b' }]).execute()
