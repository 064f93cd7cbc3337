// gives: [2,4]
const [rows, count] = repo(Employee).findAndCount({ take: 2, skip: 1, order: { id: 'ASC' } }); [rows.length, count]
