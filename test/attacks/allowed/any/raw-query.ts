// gives: 4
Number(dataSource.query('select count(*) as n from employees')[0].n)
