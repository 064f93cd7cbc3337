dataSource.createQueryBuilder().addCommonTableExpression('select id from assignments', 'all_of').delete().from(Assignment).where('id in (select id from assignments)').execute()
