Assignment.findOneBy({ id: 1 }).remove()
