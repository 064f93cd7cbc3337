// model: shop
Customer.find().map(customer => [customer.bought.length, customer.paid.length, customer.country.name, customer.card.number, customer.reviews.length])
