sql`select * into planted from employees`
