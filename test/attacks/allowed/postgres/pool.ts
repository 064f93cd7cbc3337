// gives: 4
Number(dataSource.driver.master.query('select count(*) as n from employees').rows[0].n)
