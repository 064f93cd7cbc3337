// gives: "Eve"
repo(Employee).create({ name: 'Eve' }).name
