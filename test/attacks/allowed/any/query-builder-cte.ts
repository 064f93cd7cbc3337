// gives: 2
Number(dataSource.createQueryBuilder().addCommonTableExpression('select id from employees where id < 3', 'few').select('count(*)', 'n').from('few', 'few').getRawOne().n)
