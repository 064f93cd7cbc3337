// gives: [true,false]
[repo(Employee).exists({ where: { id: 1 } }), repo(Employee).existsBy({ id: 99 })]
