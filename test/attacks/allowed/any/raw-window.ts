// gives: [1,2,3,4]
sql`select row_number() over (order by id) as place from employees order by id`.map(({ place }) => Number(place))
