// refused
sql`delete p from plain_table p join employees e on e.id = p.id`
