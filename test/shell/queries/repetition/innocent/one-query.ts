// model: shop
Customer.find()
