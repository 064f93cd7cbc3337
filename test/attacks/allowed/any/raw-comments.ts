// gives: 1
dataSource.query('/* delete */ select 1 as one -- ; drop table employees').length
