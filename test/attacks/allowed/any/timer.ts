// gives: 4
new Promise((done) => setTimeout(() => done(repo(Employee).count()), 5))
