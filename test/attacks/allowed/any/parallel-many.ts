// gives: 200
Promise.all(Array.from({ length: 50 }, () => repo(Employee).find())).flat().length
