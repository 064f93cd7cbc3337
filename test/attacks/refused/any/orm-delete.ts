repo(Assignment).delete({ id: 1 })
