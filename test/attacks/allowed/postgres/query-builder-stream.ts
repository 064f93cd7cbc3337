// gives: 4
const stream = repo(Employee).createQueryBuilder('e').stream(); let seen = 0; new Promise((done, failed) => stream.on('data', () => seen++).on('end', () => done(seen)).on('error', failed))
