// gives: true
sql`show create table employees`[0]['Create Table'].includes('hire_date')
