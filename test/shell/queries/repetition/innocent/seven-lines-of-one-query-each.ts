// model: shop
Customer.findOneBy({ id: 1 })

Customer.findOneBy({ id: 2 })

Customer.findOneBy({ id: 3 })

Customer.findOneBy({ id: 4 })

Customer.findOneBy({ id: 5 })

Customer.findOneBy({ id: 6 })

Customer.findOneBy({ id: 7 })
